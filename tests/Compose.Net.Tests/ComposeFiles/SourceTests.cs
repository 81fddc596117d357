using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class SourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_variables_and_the_folder_come_from_the_source_and_from_nowhere_else()
    {
        var source = new MemorySource(
            ("/p/shop/compose.yaml", "include: [more/x.yaml]\nservices: {web: {image: \"shop:$TAG\", user: \"$WHO\", volumes: [\"./a:/a\"]}}"),
            ("/p/shop/more/x.yaml", "services: {db: {image: db}}"),
            ("/p/shop/.env", "WHO=file"))
        {
            Variables = { ["TAG"] = "7" },
        };

        ComposeFileResult result = await ComposeFile.TryLoadAsync([], new ComposeFileOptions { Source = source }, Token);

        result.Diagnostics.Should().BeEmpty();
        result.Project!.Name.Should().Be("shop");
        result.Project.Services["web"].Should().BeEquivalentTo(new { Image = "shop:7", User = "file" });
        result.Project.Services.Should().ContainKey("db");
        source.Opened.Should().BeEquivalentTo("/p/shop/.env", "/p/shop/compose.yaml", "/p/shop/more/x.yaml");
        result.Variables.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["TAG"] = "7",
            ["WHO"] = "file",
            ["PWD"] = "/p/shop",
            ["COMPOSE_PROJECT_NAME"] = "shop",
        });
    }

    [Theory]
    [InlineData("none.yaml", "none.yaml(1,1): error CN0001: The compose file does not exist. Check its name and the current folder.")]
    [InlineData("secret.yaml", "secret.yaml(1,1): error CN0002: The compose file cannot be read. This user may not read it. Change its permissions, or run this as a user who may.")]
    [InlineData("sub", "sub(1,1): error CN0002: The compose file cannot be read. It is a folder. Name a file in it.")]
    public async Task What_the_source_throws_becomes_a_diagnostic_that_names_the_file(string name, string line)
    {
        var source = new MemorySource(("/p/shop/sub/x.yaml", ""));

        ComposeFileResult result = await ComposeFile.TryLoadAsync([name], new ComposeFileOptions { Source = source }, Token);

        result.Diagnostics.Single().ToString().Should().Be(line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UTF16_with_a_byte_order_mark_is_text(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        using var stream = new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes("services: {web: {image: x, labels: {a: ä}}}")]);

        (await ComposeFile.TryLoadAsync(stream, new ComposeFileOptions { Source = new MemorySource() }, Token)).Project!.Services["web"].Labels["a"].Should().Be("ä");
    }

    [Fact]
    public async Task A_stream_is_read_as_UTF8_and_stays_open()
    {
        using var good = new MemoryStream(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("services: {web: {image: x, labels: {a: ä}}}")).ToArray());
        using var bad = new MemoryStream([0x61, 0xFF, 0x62]);
        var options = new ComposeFileOptions { Source = new MemorySource() };

        (await ComposeFile.TryLoadAsync(good, options, Token)).Project!.Services["web"].Labels["a"].Should().Be("ä");
        good.CanRead.Should().BeTrue();
        (await ComposeFile.TryLoadAsync(bad, options, Token)).Diagnostics.Single().ToString().Should().StartWith("compose.yaml(1,2): error CN0003:");
    }

    [Fact]
    public void Several_texts_are_merged_and_findings_name_theirs()
    {
        var options = new ComposeFileOptions { Source = new MemorySource() };
        var main = new ComposeFileText("main.yaml", "services: {web: {image: x}}");

        ComposeFile.Parse([main, new("test.yaml", "services: {web: {user: me}}")], options).Project!.Services["web"].Should().BeEquivalentTo(new { Image = "x", User = "me" });
        ComposeFile.Parse([main, new("test.yaml", "services: {web: {usr: me}}")], options).Diagnostics.Single().ToString().Should().StartWith("test.yaml(1,18): error CN0201:");
    }

    [Fact]
    public void No_text_at_all_is_the_callers_mistake()
    {
        Action parse = () => ComposeFile.Parse(ImmutableArray<ComposeFileText>.Empty);

        parse.Should().Throw<ArgumentException>().WithParameterName("texts");
    }
}
