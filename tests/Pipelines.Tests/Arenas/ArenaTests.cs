using Pipelines.Sockets.Unofficial.Arenas;

namespace OrdreCouncils.Tests.Pipelines.Arenas;

public class ArenaTests
{
    [Fact]
    public void Allocate_FitsTheBlock_IsOneSegment()
    {
        using var arena = ArenaOf(blockLength: 8);

        var first = arena.Allocate(5);
        var second = arena.Allocate(5); // 3 are left: the tail is skipped rather than split

        Assert.True(first.IsSingleSegment);
        Assert.True(second.IsSingleSegment);
        Assert.Equal(5, second.FirstSpan.Length);
    }

    [Fact]
    public void Allocate_ExceedsTheBlock_SpansSegmentsOfTheRightTotal()
    {
        using var arena = ArenaOf(blockLength: 8);
        arena.Allocate(3);

        var sequence = arena.Allocate(20);

        Assert.False(sequence.IsSingleSegment);
        Assert.Equal(20, sequence.Length);
        Assert.Equal([5, 8, 7], SegmentLengths(sequence));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Allocate_ExactMultipleOfTheBlock_LeavesTheNextRunApart(int length)
    {
        using var arena = ArenaOf(blockLength: 8);
        var full = arena.Allocate(length);
        var next = arena.Allocate(1);

        next[0] = "next";

        foreach (var element in full)
            Assert.Null(element);
    }

    [Fact]
    public void Allocate_ManyRuns_NeverOverlap()
    {
        using var arena = ArenaOf(blockLength: 8);
        var runs = Enumerable.Range(0, 50).Select(i => arena.Allocate(i)).ToArray();

        for (var i = 0; i < runs.Length; i++)
            Fill(runs[i], $"run {i}");

        for (var i = 0; i < runs.Length; i++)
            Assert.All(runs[i].ToArray((in string? e) => e), e => Assert.Equal($"run {i}", e));
    }

    [Fact]
    public void Allocate_Zero_IsEmpty()
    {
        using var arena = ArenaOf(blockLength: 8);

        Assert.True(arena.Allocate(0).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Allocate(-1));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(30)]
    public void Reset_AfterAnyUse_LendsClearedMemoryAgain(int length)
    {
        using var arena = ArenaOf(blockLength: 8);
        Fill(arena.Allocate(2), "old");
        Fill(arena.Allocate(length), "old");

        arena.Reset();

        Assert.All(arena.Allocate(40).ToArray((in string? e) => e), Assert.Null);
    }

    [Fact]
    public void Reset_RepeatedUseOfTheSameSize_AllocatesNoFurtherBlock()
    {
        var allocator = new CountingAllocator();
        using var arena = new Arena<string?>(new ArenaOptions(blockSizeBytes: 8 * IntPtr.Size), allocator);

        for (var i = 0; i < 100; i++)
        {
            arena.Allocate(20);
            arena.Reset();
        }

        Assert.Equal(3, allocator.Allocated);
        Assert.Equal(0, allocator.Released);
    }

    [Fact]
    public void Reset_AfterOneHugeUse_ReleasesTheSurplusInTime()
    {
        var allocator = new CountingAllocator();
        using var arena = new Arena<string?>(new ArenaOptions(blockSizeBytes: 8 * IntPtr.Size), allocator);
        arena.Allocate(8_000);
        arena.Reset();

        for (var i = 0; i < 500; i++)
        {
            arena.Allocate(1);
            arena.Reset();
        }

        Assert.Equal(1, allocator.Allocated - allocator.Released);
    }

    [Fact]
    public void Dispose_ByAnotherOwner_RefusesNewRunsAndSparesTheOldOnes()
    {
        var arena = ArenaOf(blockLength: 8);
        var lent = arena.Allocate(2);
        Fill(lent, "being read");

        arena.Dispose();

        Assert.Equal("being read", lent[1]);
        Assert.Throws<ObjectDisposedException>(() => arena.Allocate(1));
    }

    internal static Arena<string?> ArenaOf(int blockLength) => new(new ArenaOptions(blockSizeBytes: blockLength * IntPtr.Size));

    internal static void Fill(Sequence<string?> sequence, string value)
    {
        foreach (var span in sequence.Spans)
            span.Fill(value);
    }

    private static List<int> SegmentLengths(Sequence<string?> sequence)
    {
        var lengths = new List<int>();
        foreach (var span in sequence.Spans)
            lengths.Add(span.Length);
        return lengths;
    }

    private sealed class CountingAllocator : Allocator<string?>
    {
        public int Allocated { get; private set; }

        public int Released { get; private set; }

        public override string?[] Allocate(int length)
        {
            Allocated++;
            return new string?[length];
        }

        public override void Release(string?[] block) => Released++;
    }
}
