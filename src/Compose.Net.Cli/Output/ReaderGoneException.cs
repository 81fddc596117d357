namespace Compose.Net.Cli.Output;

/// <summary>Whoever read the tool's output has gone, as <c>head</c> does.</summary>
internal sealed class ReaderGoneException(Exception inner) : IOException("Nobody reads the output any more.", inner);
