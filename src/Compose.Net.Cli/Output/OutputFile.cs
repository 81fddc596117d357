using System.Text;

namespace Compose.Net.Cli.Output;

/// <summary>Writes a result to a file that the user named.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, Encoding, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ToolException(ToolCodes.OutputFile, $"The file \"{path}\" cannot be written: {ErrorLines.Sentence(exception.Message)} Name another one with \"--output\".");
        }
    }
}
