namespace Compose.Net.Cli.Parsing;

/// <summary>A command whose arguments are a service and a command line to run in it.</summary>
internal interface ITakesCommandLine;
