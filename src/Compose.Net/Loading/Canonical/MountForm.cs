using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A mount in short form becomes a mapping; of two mounts with one target, the later one wins.</summary>
internal static class MountForm
{
    public static Node? Item(Node node, DiagnosticBag diagnostics)
    {
        if (node is MappingNode)
        {
            return node;
        }

        var text = (ScalarNode)node;
        if (MountSyntax.Parse(text.Text, out MountSyntax syntax) is { } problem)
        {
            diagnostics.Error(DiagnosticCodes.InvalidMount, $"The mount \"{text.Text}\" cannot be read. {problem}", text.Span);
            return null;
        }

        return ToMapping(syntax, text, diagnostics);
    }

    public static Node List(Node node, DiagnosticBag diagnostics)
    {
        var list = (SequenceNode)node;
        var mounts = new List<Node>(list.Items.Count);
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Node item in list.Items)
        {
            // A missing target is reported where values are checked.
            string target = ((MappingNode)item).Get<ScalarNode>("target") is { Text.Length: > 0 } given ? ContainerPath.Clean(given.Text) : "";
            if (target.Length == 0 || positions.TryAdd(target, mounts.Count))
            {
                mounts.Add(item);
                continue;
            }

            Node earlier = mounts[positions[target]];
            diagnostics.Warning(
                DiagnosticCodes.DuplicateMountTarget,
                string.Create(CultureInfo.InvariantCulture, $"Two mounts have the target \"{target}\"; this one replaces the one in line {earlier.Span.Line}. Remove one of them."),
                item.Span);
            mounts[positions[target]] = item;
        }

        list.Items.Clear();
        list.Items.AddRange(mounts);
        return list;
    }

    private static MappingNode ToMapping(MountSyntax syntax, ScalarNode text, DiagnosticBag diagnostics)
    {
        SourceSpan span = text.Span;
        bool isBind = syntax.IsBind;
        var details = new MappingNode(span);
        var relabelling = new MappingNode(span);
        var mount = new MappingNode(span);
        mount.Add(Text("type"), Text(isBind ? "bind" : "volume"));
        if (syntax.Source is { } source)
        {
            mount.Add(Text("source"), Text(source));
        }

        mount.Add(Text("target"), Text(syntax.Target));
        foreach (string option in (syntax.Options ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (option)
            {
                case "ro":
                    mount.Set(Text("read_only"), True());
                    break;
                case "rw":
                    break;
                case "nocopy" when !isBind:
                    details.Set(Text("nocopy"), True());
                    break;
                case "z" or "Z":
                    (isBind ? details : relabelling).Set(Text("selinux"), Text(option));
                    break;
                case "shared" or "rshared" or "slave" or "rslave" or "private" or "rprivate" when isBind:
                    details.Set(Text("propagation"), Text(option));
                    break;
                default:
                    diagnostics.Warning(DiagnosticCodes.InvalidMount, $"The option \"{option}\" has no meaning for this mount and is ignored. Remove it.", span);
                    break;
            }
        }

        if (isBind)
        {
            details.Set(Text("create_host_path"), True());
        }

        if (relabelling.Count > 0)
        {
            mount.Add(Text("bind"), relabelling);
        }

        if (details.Count > 0 || syntax.Source is not null)
        {
            mount.Add(Text(isBind ? "bind" : "volume"), details);
        }

        return mount;

        ScalarNode Text(string value) => new(span, value);

        ScalarNode True() => new(span, "true", ScalarKind.Boolean);
    }
}
