namespace Compose.Net.Cli;

/// <summary>The tool's version; the number comes from the build.</summary>
internal static partial class ToolVersion
{
    public const string Line = "compose-net version " + Number;
}
