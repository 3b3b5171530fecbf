// A lesson's page. Without scripts it is whole to read; these add what reading alone cannot.
import { startTheme } from "./toggle.js";
import { startContents } from "./contents.js";
import { startCards } from "./cards.js";
import { startCopying } from "./copying.js";
import { startDownloads } from "./downloads.js";
import { startFacing } from "./facing.js";
import { startLens } from "./lens.js";
import { startLevels } from "./levels.js";
import { startPlaying } from "./playing.js";
import { startPrinting } from "./printing.js";
import { startSettling } from "./settling.js";
import { startSliding } from "./sliding.js";

startTheme();
startContents();
startCards();
startCopying();
startDownloads();
startFacing();
startLevels();
startPlaying();
startLens();
startPrinting();
startSliding();
startSettling();
