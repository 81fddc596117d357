using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out the use of a secret or config.</summary>
internal static class GrantShape
{
    public static Node Of(FileGrant grant) => new ShapeBuilder()
        .Text("source", grant.Source)
        .Text("target", grant.Target)
        .Text("uid", grant.UserId)
        .Text("gid", grant.GroupId)
        .Text("mode", grant.Mode is { } mode ? "0" + Convert.ToString(mode, 8) : null)
        .Mapping;
}
