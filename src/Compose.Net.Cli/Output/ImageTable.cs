using System.Globalization;

namespace Compose.Net.Cli.Output;

/// <summary>Containers with their images as a table for people, with docker compose's columns.</summary>
internal static class ImageTable
{
    private const int LeastWidth = 20;
    private const int ShortIdLength = 12;

    private static readonly string[] Headings = ["CONTAINER", "REPOSITORY", "TAG", "PLATFORM", "IMAGE ID", "SIZE", "CREATED"];
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

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
                Digits(entry.Container.ImageId) is { Length: > ShortIdLength } id ? id[..ShortIdLength] : Digits(entry.Container.ImageId),
                entry.Image is { } image ? Size(image.Size) : "-",
                entry.Image?.CreatedAt is { } created ? Age(now - created) : "N/A",
            ]);
        }

        return TextTable.Write(rows, LeastWidth);
    }

    /// <summary>Returns the ids without the name of their algorithm, one a line, each once.</summary>
    public static string Ids(IEnumerable<ContainerImage> images) =>
        string.Concat(images.Select(entry => Digits(entry.Container.ImageId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => id + "\n"));

    /// <summary>Returns for example <c>1.98MB</c>: three digits, and units of a thousand.</summary>
    public static string Size(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string digits = value >= 100 ? value.ToString("0", CultureInfo.InvariantCulture)
            : value >= 10 ? value.ToString("0.#", CultureInfo.InvariantCulture)
            : value.ToString("0.##", CultureInfo.InvariantCulture);
        return digits + Units[unit];
    }

    /// <summary>Returns for example <c>3 days ago</c>, in the docker command's steps.</summary>
    public static string Age(TimeSpan age)
    {
        (double count, string unit) = age switch
        {
            { TotalSeconds: < 1 } => (0, "Less than a second"),
            { TotalSeconds: < 60 } => (age.TotalSeconds, "second"),
            { TotalMinutes: < 60 } => (age.TotalMinutes, "minute"),
            { TotalHours: < 48 } => (age.TotalHours, "hour"),
            { TotalDays: < 14 } => (age.TotalDays, "day"),
            { TotalDays: < 61 } => (age.TotalDays / 7, "week"),
            { TotalDays: < 730 } => (age.TotalDays / 30, "month"),
            _ => (age.TotalDays / 365, "year"),
        };
        int whole = (int)count;
        return whole == 0 ? unit + " ago" : string.Create(CultureInfo.InvariantCulture, $"{whole} {unit}{(whole == 1 ? "" : "s")} ago");
    }

    private static string Or(string? text) => string.IsNullOrEmpty(text) ? "<none>" : text;

    private static string Digits(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
