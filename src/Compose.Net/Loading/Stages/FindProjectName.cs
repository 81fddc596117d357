using System.Text;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Finds the project's name before anything else is interpolated, because <c>${COMPOSE_PROJECT_NAME}</c> may be used anywhere:
/// the given one, then the last of the files' <c>name</c>, then the project folder's.
/// </summary>
internal sealed class FindProjectName : ILoadStage
{
    public void Run(LoadContext context)
    {
        // Included and extended files have no say in it.
        if (context.Parent is not null)
        {
            return;
        }

        if (context.GivenName is { Length: > 0 } given)
        {
            context.ProjectName = given;
            if (!IsValid(given))
            {
                context.Diagnostics.Error(
                    DiagnosticCodes.InvalidProjectName,
                    Invalid(given));
            }
        }
        else
        {
            (string name, SourceSpan? span) = Written(context);
            context.ProjectName = Normalise(name);
            if (context.ProjectName.Length == 0)
            {
                context.Diagnostics.Error(
                    DiagnosticCodes.InvalidProjectName,
                    name.Length == 0 && span is not null
                        ? "The project's \"name\" is empty once its variables are put in. Set them, or write or give a name."
                        : $"No project name can be made of \"{name}\". Write a \"name:\" at the top of the file, or give one.",
                    span);
            }
        }

        context.Variables["COMPOSE_PROJECT_NAME"] = context.ProjectName;
    }

    public static string Invalid(string name) =>
        $"The project name \"{name}\" cannot be used. Use lower-case letters, digits, \"-\" and \"_\", beginning with a letter or a digit.";

    public static bool IsValid(string name) => name.Length > 0 && name[0] is not ('-' or '_') && Normalise(name) == name;

    private static (string Name, SourceSpan? Span) Written(LoadContext context)
    {
        for (int i = context.Documents.Count - 1; i >= 0; i--)
        {
            // What is wrong with the text is reported when everything is interpolated.
            // One that a variable leaves empty is a mistake: another project would be meant.
            if (context.Documents[i].Root.Get<ScalarNode>("name") is { Kind: ScalarKind.Text, Text.Length: > 0 } name
                && new Interpolator(context.Variables, new DiagnosticBag()).Expand(name.Text, name.Span) is { } text)
            {
                return (text, name.Span);
            }
        }

        return (Path.GetFileName(Path.TrimEndingDirectorySeparator(context.ProjectDirectory)), null);
    }

    private static string Normalise(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            char lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower) || (lower is '-' or '_' && kept.Length > 0))
            {
                kept.Append(lower);
            }
        }

        return kept.ToString();
    }
}
