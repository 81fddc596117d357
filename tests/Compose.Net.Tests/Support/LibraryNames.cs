// The tool is compiled with some internal types of the library, and the tests see the internal types of both: these are the library's.
extern alias library;

global using ContainerNames = library::Compose.Net.Model.ContainerNames;
global using ImageNames = library::Compose.Net.Model.ImageNames;
