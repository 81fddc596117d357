using Compose.Net.Docker.Building;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class DockerfileScanTests
{
    [Theory]
    [InlineData("FROM x\nRUN <<EOF\necho a\nEOF\n", 2, "the here-document \"<<EOF\"")]
    [InlineData("FROM x\nrun cat <<-'END' > /x\nEND\n", 2, "the here-document \"<<-'END'\"")]
    [InlineData("FROM x\nCOPY <<\"EOT\" /f\nEOT\n", 2, "the here-document \"<<\"EOT\"\"")]
    [InlineData("# a\n\nFROM x\nRUN a \\\n  # between\n  && b 3<<EOF\nEOF\n", 4, "the here-document \"3<<EOF\"")]
    [InlineData("# escape=`\nFROM x\nRUN a `\n <<EOF\n", 3, "the here-document \"<<EOF\"")]
    [InlineData("FROM x\nRUN --mount=type=cache,target=/c make\n", 2, "\"RUN --mount\"")]
    [InlineData("FROM x\nRUN --network=none make\n", 2, "\"RUN --network\"")]
    [InlineData("FROM x\r\nCOPY --chown=1 --chmod=644 a b\r\n", 2, "\"COPY --chmod\"")]
    [InlineData("FROM x\nCOPY --from=y --link a b\n", 2, "\"COPY --link\"")]
    [InlineData("FROM x\nADD --checksum=sha256:1 a b\n", 2, "\"ADD --checksum\"")]
    [InlineData("FROM --platform=$BUILDPLATFORM x AS build\n", 1, "\"FROM --platform=$BUILDPLATFORM\"")]
    [InlineData("FROM --platform=${TARGETPLATFORM:-linux/arm} x\n", 1, "\"FROM --platform=${TARGETPLATFORM:-linux/arm}\"")]
    public void What_only_BuildKit_can_do_is_found_at_its_line(string text, int line, string what) =>
        DockerfileScan.Of(text).NeedsBuildKit.Should().Be((line, what));

    [Theory]
    [InlineData("FROM x\nRUN echo $((1 << 2)) \"<<EOF\" 'a <<EOF' <<< here a<<b\n")]
    [InlineData("FROM x\nRUN [\"cat\", \"<<EOF\"]\n")]
    [InlineData("FROM x\n# RUN <<EOF\nCMD cat <<EOF\n")]
    [InlineData("FROM x\nRUN tool --mount=a --chmod b\nCOPY --chown=1 --from=y a b\nADD --chown=1 a b\n")]
    [InlineData("ARG BUILDPLATFORM=linux/amd64\nFROM --platform=$BUILDPLATFORM x\nFROM --platform=linux/arm64 y\nFROM --platform=$MINE z\n")]
    [InlineData("")]
    public void What_the_engines_own_builder_can_do_is_not(string text) => DockerfileScan.Of(text).NeedsBuildKit.Should().BeNull();

    [Fact]
    public void Arguments_for_platforms_are_those_that_are_declared() =>
        DockerfileScan.Of("ARG BUILDPLATFORM\nFROM x\nARG TARGETARCH TARGETOS=linux OTHER\nRUN echo $TARGETVARIANT\n").DeclaredPlatformArguments.Should().Equal("BUILDPLATFORM", "TARGETARCH", "TARGETOS");
}
