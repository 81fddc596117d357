namespace Compose.Net.Cli.Output;

/// <summary>Containers with their images as a table for people, with docker compose's columns.</summary>
internal static class ImageTable
{
    private const int LeastWidth = 20;

    private static readonly string[] Headings = ["CONTAINER", "REPOSITORY", "TAG", "PLATFORM", "IMAGE ID", "SIZE", "CREATED"];

    public static string Write(IReadOnlyList<ContainerImage> images, DateTimeOffset now)
    {
        var rows = new List<string[]>(images.Count + 1) { Headings };
        foreach (ContainerImage entry in images)
        {
            rows.Add(
            [
                entry.Container.Name,
                Or(entry.Repository),
                Or(entry.Tag),
                Or(entry.Image?.Platform),
                Shortened.Id(Digits(entry.Container.ImageId)),
                entry.Image is { } image ? Quantities.Decimal(image.Size) : "-",
                entry.Image?.CreatedAt is { } created ? $"{Ago.Of(now - created)} ago" : "N/A",
            ]);
        }

        return TextTable.Write(rows, LeastWidth);
    }

    /// <summary>Returns the ids without the name of their algorithm, one a line, each once.</summary>
    public static string Ids(IEnumerable<ContainerImage> images) =>
        string.Concat(images.Select(entry => Digits(entry.Container.ImageId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => id + "\n"));

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;

    private static string Digits(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
