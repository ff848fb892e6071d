using System.Text;
using OrdreCouncils.Registry.Imports;

namespace OrdreCouncils.Tests.Registry.Imports;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Feed_AnyChunks_SameLines(int chunk)
    {
        var lines = Split("one\r\ntwo\n\n\rthree\r\nlast", chunk);

        Assert.Equal(["one", "two", "", "\rthree", "last"], lines);
    }

    [Fact]
    public void Feed_EndedFile_HasNoEmptyLastLine() => Assert.Equal(["one"], Split("one\n", 3));

    [Theory]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Feed_LongLine_IsCutAndTheNextIsWhole(int chunk)
    {
        var lines = Split($"{new string('x', LineSplitter.LongestLine + 5)}\nnext\n", chunk);

        Assert.Equal([$"!{LineSplitter.LongestLine}", "next"], lines);
    }

    [Fact]
    public void Feed_LongestLine_IsWhole() => Assert.Equal(LineSplitter.LongestLine, Assert.Single(Split(new string('x', LineSplitter.LongestLine) + "\n", 4096)).Length);

    private static List<string> Split(string text, int chunk)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter();
        void AddLine(ReadOnlySpan<byte> line, bool tooLong) => lines.Add(tooLong ? $"!{line.Length}" : Encoding.UTF8.GetString(line));
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
            splitter.Feed(part, AddLine);
        splitter.End(AddLine);
        return lines;
    }
}
