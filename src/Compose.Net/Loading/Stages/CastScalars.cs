using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Reads text as a number or a truth value where <see cref="CastRules"/> says so.</summary>
internal sealed class CastScalars : ILoadStage
{
    // Beyond this, a double no longer holds every whole number.
    private const double LargestExact = 1L << 53;

    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            TreeRewriter.Rewrite(document.Root, CastRules.Tree, (node, rule) => OpenText.Holds(context, node) ? node : Cast(node, rule, context.Diagnostics));
        }
    }

    private static Node? Cast(Node node, CastRule rule, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode scalar)
        {
            return node;
        }

        if (scalar.Kind == ScalarKind.Text)
        {
            return CastText(scalar, rule.Kind, diagnostics);
        }

        return rule.Kind == CastKind.Integer && scalar.Kind == ScalarKind.Number ? WholeNumber(scalar) : scalar;
    }

    private static ScalarNode? CastText(ScalarNode scalar, CastKind kind, DiagnosticBag diagnostics) => kind switch
    {
        CastKind.Integer => CastInteger(scalar, diagnostics),
        CastKind.Number => CastNumber(scalar, diagnostics),
        _ => CastBoolean(scalar, diagnostics),
    };

    // 3.0 is a whole number too.
    private static ScalarNode WholeNumber(ScalarNode scalar) =>
        ScalarResolver.TryNumber(scalar.Text, out double number) && double.IsInteger(number) && Math.Abs(number) <= LargestExact
            ? new ScalarNode(scalar.Span, ((long)number).ToString(CultureInfo.InvariantCulture), ScalarKind.Integer, scalar.Tag)
            : scalar;

    private static ScalarNode? CastInteger(ScalarNode scalar, DiagnosticBag diagnostics)
    {
        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return new ScalarNode(scalar.Span, number.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer, scalar.Tag);
        }

        diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is no whole number, which is needed here.", scalar.Span);
        return null;
    }

    private static ScalarNode? CastNumber(ScalarNode scalar, DiagnosticBag diagnostics)
    {
        if (double.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number))
        {
            return new ScalarNode(scalar.Span, ScalarText.Number(number), ScalarKind.Number, scalar.Tag);
        }

        diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is no number, which is needed here.", scalar.Span);
        return null;
    }

    private static ScalarNode? CastBoolean(ScalarNode scalar, DiagnosticBag diagnostics)
    {
        string lower = scalar.Text.ToLowerInvariant();
        bool? value = lower switch
        {
            "true" or "y" or "yes" or "on" => true,
            "false" or "n" or "no" or "off" => false,
            _ => null,
        };
        if (value is null)
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is neither true nor false, one of which is needed here.", scalar.Span);
            return null;
        }

        string word = value.Value ? "true" : "false";
        if (lower != word)
        {
            diagnostics.Warning(DiagnosticCodes.BooleanWord, $"\"{scalar.Text}\" is read as {word}. Write {word}, which every YAML reader understands.", scalar.Span);
        }

        return new ScalarNode(scalar.Span, word, ScalarKind.Boolean, scalar.Tag);
    }
}
