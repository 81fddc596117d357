using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Permission bits become a number.</summary>
internal static class FileModeForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        var scalar = (ScalarNode)node;
        if (FileModes.Parse(scalar) is { } mode)
        {
            return new ScalarNode(scalar.Span, mode.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer);
        }

        diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" are no permission bits. Write an octal number such as 0755.", scalar.Span);
        return null;
    }
}
