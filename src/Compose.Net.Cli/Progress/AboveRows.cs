using Spectre.Console.Rendering;

namespace Compose.Net.Cli.Progress;

/// <summary>Something that scrolls up above rows which are drawn again below it. It wipes their old text away, which may be longer than its own.</summary>
internal sealed class AboveRows(IRenderable content) : IRenderable
{
    private const string ClearBelow = "\e[J";

    public Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => content.Render(options, maxWidth).Prepend(Segment.Control(ClearBelow));
}
