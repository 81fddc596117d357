using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>A file that another file names.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Text">Its text.</param>
internal sealed record NamedFile(string Path, SourceText Text)
{
    /// <summary>Reads it; null where it cannot be read, which is reported where it is named.</summary>
    public static NamedFile? Read(ScalarNode name, string kind, LoadContext context)
    {
        string path = context.FullPath(name.Text);
        if (!context.Budget.TakeFile())
        {
            context.Diagnostics.Error(
                DiagnosticCodes.TooManyFiles,
                $"The files that name each other come to more than {LoadBudget.Files}. Include or extend from fewer files.",
                name.Span);
            return null;
        }

        if (RemoteFiles.IsRemote(name.Text))
        {
            context.Diagnostics.Error(DiagnosticCodes.UnsupportedInput, $"The {kind} \"{name.Text}\" is elsewhere, and files are not fetched. Download it, and name the file on this machine.", name.Span);
            return null;
        }

        FileContent content = context.FileSource.Read(path);
        if (content.Missing)
        {
            context.Diagnostics.Error(DiagnosticCodes.FileNotFound, $"The {kind} \"{name.Text}\" does not exist: there is no file \"{path}\". Check the path.", name.Span);
            return null;
        }

        if (content.Problem is { } problem)
        {
            context.Diagnostics.Error(DiagnosticCodes.FileUnreadable, $"The {kind} \"{name.Text}\" cannot be read. {problem}", name.Span);
            return null;
        }

        var names = new PathNames(context.FileSource.CurrentDirectory);
        return SourceText.Decode(names.Short(path), content.Bytes.Span, context.Diagnostics, context.Limits) is { } text ? new NamedFile(path, text) : null;
    }

    /// <summary>Reads several; null where one cannot be read.</summary>
    public static ImmutableArray<NamedFile>? ReadAll(IEnumerable<ScalarNode> names, string kind, LoadContext context)
    {
        ImmutableArray<NamedFile?> files = [.. names.Select(name => Read(name, kind, context))];
        return files.Contains(null) ? null : [.. files.OfType<NamedFile>()];
    }
}
