using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Reads the YAML of all sources.</summary>
internal sealed class ReadDocuments : ILoadStage
{
    public void Run(LoadContext context)
    {
        bool hadErrors = context.Diagnostics.HasErrors;
        foreach (SourceText source in context.Sources)
        {
            List<Node> documents = NodeReader.Read(source, context.Diagnostics, context.Limits);
            foreach (Node document in documents)
            {
                switch (document)
                {
                    case MappingNode when !context.Budget.TakeDocument(document.Size):
                        context.Diagnostics.Error(
                            DiagnosticCodes.TooManyNodes,
                            string.Create(CultureInfo.InvariantCulture, $"With the aliases written out, the documents up to here have more than {context.Limits.Nodes} values together. Use fewer aliases of aliases, or smaller files."),
                            document.Span);
                        return;
                    case MappingNode mapping:
                        context.Documents.Add(new LoadDocument(mapping));
                        break;
                    case ScalarNode { IsNull: true } when documents.Count > 1:
                        context.Diagnostics.Error(DiagnosticCodes.EmptyFile, "There is a \"---\" with nothing behind it. Remove it.", document.Span);
                        break;
                    case ScalarNode { IsNull: true }:
                        break;
                    default:
                        context.Diagnostics.Error(
                            DiagnosticCodes.WrongForm,
                            "A compose file is a mapping with keys such as \"services:\". This text is something else. Is it a compose file?",
                            document.Span);
                        break;
                }
            }
        }

        // One of several files may be empty, and an included one, but not all of a project.
        if (context is { Documents.Count: 0, Parent: null } && context.Diagnostics.HasErrors == hadErrors)
        {
            context.Diagnostics.Error(
                DiagnosticCodes.EmptyFile,
                "The file is empty. Write at least \"services:\" with one service.",
                new SourceSpan(context.Sources[0].Path, 1, 1));
        }
    }
}
