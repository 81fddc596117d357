using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

public sealed class WallTests
{
    private static readonly Type[] Library = typeof(ComposeFile).Assembly.GetTypes();

    private static readonly Type[] Outside =
    [
        typeof(File), typeof(FileInfo), typeof(FileStream), typeof(Directory), typeof(DirectoryInfo), typeof(DriveInfo), typeof(FileSystemWatcher),
        typeof(Console), typeof(Environment), typeof(Process), typeof(Socket), typeof(HttpClient), typeof(Stopwatch), typeof(Random),
    ];

    private static readonly string[] OutsideMembers =
    [
        "DateTime.get_Now", "DateTime.get_UtcNow", "DateTime.get_Today", "DateTimeOffset.get_Now", "DateTimeOffset.get_UtcNow",
        "TimeProvider.get_System", "Guid.NewGuid", "Guid.CreateVersion7", "Path.GetTempPath", "Path.GetTempFileName", "Path.GetRandomFileName", "Path.Exists",
    ];

    // What the compiler asks a machine for on its own account: thread ids of iterators, line ends of text it makes.
    private static readonly string[] Harmless = ["Environment.get_CurrentManagedThreadId", "Environment.get_NewLine"];

    public static TheoryData<string> Rooms => [.. Room.All.Select(room => room.Name)];

    public static TheoryData<string> PureRooms => [.. Room.All.Where(room => room.IsPure).Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_that_it_may_see(string name)
    {
        Room room = Named(name);

        IEnumerable<string> breaches =
            from type in TypesOf(room)
            from used in Uses.Types(type)
            let other = used.Assembly == type.Assembly ? Room.Of(used.Namespace) : null
            where other is not null && other != room && !room.Sees.Contains(other.Name)
            where !Room.Ajar.ContainsKey($"{room}: {used.FullName}")
            select $"{type.FullName} uses {used.FullName}";

        breaches.Should().BeEmpty("{0} may see only: {1}", room, string.Join(", ", room.Sees));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_package_with_a_room_of_its_own_is_used_there_only(string name)
    {
        Room room = Named(name);
        string[] theirs = ["YamlDotNet", "Docker.DotNet"];

        IEnumerable<string> breaches =
            from type in TypesOf(room)
            from used in Uses.Types(type)
            where theirs.Any(package => Starts(used, package)) && (room.Package is null || !Starts(used, room.Package))
            select $"{type.FullName} uses {used.FullName}";

        breaches.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(PureRooms))]
    public void A_pure_room_touches_nothing_outside(string name)
    {
        Room room = Named(name);

        IEnumerable<string> breaches =
            from type in TypesOf(room)
            where !Room.Edges.Keys.Any(edge => type.FullName == edge || type.FullName!.StartsWith(edge + "+", StringComparison.Ordinal))
            from member in Uses.Members(type)
            where IsOutside(member)
            select $"{type.FullName} uses {member.DeclaringType!.Name}.{member.Name}";

        breaches.Should().BeEmpty();
    }

    [Fact]
    public void Every_namespace_of_the_library_is_a_room()
    {
        IEnumerable<string?> unknown = Library.Select(type => type.Namespace).Distinct()
            .Where(space => space is not null && space.StartsWith("Compose.Net", StringComparison.Ordinal) && Room.Of(space) is null);

        unknown.Should().BeEmpty();
    }

    [Fact]
    public void No_public_type_shows_a_type_of_YamlDotNet_or_Docker_DotNet()
    {
        IEnumerable<string> breaches =
            from type in Library
            where type.IsVisible
            from used in Uses.PublicTypes(type)
            where Starts(used, "YamlDotNet") || Starts(used, "Docker.DotNet")
            select $"{type.FullName} shows {used.FullName}";

        breaches.Should().BeEmpty();
    }

    [Fact]
    public void What_lambdas_and_async_methods_use_is_found()
    {
        Type[] types = [typeof(Sample), .. typeof(Sample).GetNestedTypes(BindingFlags.NonPublic)];

        string[] found = [.. types.SelectMany(Uses.Members).Where(IsOutside).Select(member => $"{member.DeclaringType!.Name}.{member.Name}")];

        found.Should().Contain("File.ReadAllText").And.Contain("DateTime.get_UtcNow").And.NotContain("Path.Combine");
        types.SelectMany(Uses.Types).Should().Contain(typeof(Lazy<>));
    }

    private static Room Named(string name) => Room.All.Single(room => room.Name == name);

    private static IEnumerable<Type> TypesOf(Room room) => Library.Where(type => Room.Of(type.Namespace) == room);

    private static bool Starts(Type type, string package) =>
        type.Namespace is { } space && (space == package || space.StartsWith(package + ".", StringComparison.Ordinal));

    private static bool IsOutside(MemberInfo member)
    {
        string name = $"{member.DeclaringType?.Name}.{member.Name}";
        return (Outside.Contains(member.DeclaringType) && !Harmless.Contains(name)) || OutsideMembers.Contains(name);
    }

    private static class Sample
    {
        public static readonly Func<string, string> Read = path => File.ReadAllText(Path.Combine(path, "x"));

        public static async Task<int> YearAsync()
        {
            await Task.Yield();
            return new Lazy<int>(DateTime.UtcNow.Year).Value;
        }
    }
}
