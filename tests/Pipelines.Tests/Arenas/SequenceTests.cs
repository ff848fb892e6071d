using Pipelines.Sockets.Unofficial.Arenas;

namespace OrdreCouncils.Tests.Pipelines.Arenas;

public class SequenceTests
{
    private const int BlockLength = 8;

    public static TheoryData<int> Lengths => [0, 1, 7, 8, 9, 16, 17, 40];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Everything_AnyLength_SeesTheSameElements(int length)
    {
        var sequence = Numbers(length);
        var expected = Enumerable.Range(0, length).ToArray();

        var walked = new List<int>();
        foreach (ref var element in sequence)
            walked.Add(element);
        var spans = new List<int>();
        foreach (var span in sequence.Spans)
            spans.AddRange(span);

        Assert.Equal(length, sequence.Length);
        Assert.Equal(length == 0, sequence.IsEmpty);
        Assert.Equal(length <= BlockLength, sequence.IsSingleSegment);
        Assert.Equal(expected, walked);
        Assert.Equal(expected, spans);
        Assert.Equal(expected, Enumerable.Range(0, length).Select(i => sequence[i]));
        Assert.Equal(expected, sequence.ToArray((in int e) => e));
        Assert.Equal(expected.Take(BlockLength), sequence.FirstSpan.ToArray());
        Assert.Equal(expected, sequence.Untyped().Cast<int>().ToArray((in int e) => e));
        Assert.Equal(length, sequence.Untyped().Length);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Slice_EveryStartAndLength_IsThatPartInPlace(int length)
    {
        var sequence = Numbers(length);
        for (var start = 0; start <= length; start++)
        {
            Assert.Equal(Enumerable.Range(start, length - start), sequence.Slice(start).ToArray((in int e) => e));
            for (var count = 0; count <= length - start; count++)
                Assert.Equal(Enumerable.Range(start, count), sequence.Slice(start, count).ToArray((in int e) => e));
        }
    }

    [Fact]
    public void Slice_Written_ChangesTheWhole()
    {
        var sequence = Numbers(20);

        sequence.Slice(10, 5)[2] = -1;

        Assert.Equal(-1, sequence[12]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 21)]
    [InlineData(21, 0)]
    [InlineData(20, 1)]
    [InlineData(5, int.MaxValue)]
    [InlineData(5, -1)]
    public void Slice_OutsideTheSequence_Throws(int start, int length)
    {
        var sequence = Numbers(20);

        Assert.Throws<ArgumentOutOfRangeException>(() => sequence.Slice(start, length));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    public void Index_OutsideTheSequence_Throws(int index)
    {
        var sequence = Numbers(20);

        Assert.Throws<ArgumentOutOfRangeException>(() => sequence[index]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Sequence<int>)[index]);
    }

    [Fact]
    public void GetNext_WrittenThrough_FillsInOrderAndStopsAtTheEnd()
    {
        var sequence = Numbers(10);
        var writer = sequence.GetEnumerator();
        for (var i = 0; i < 10; i++)
            writer.GetNext() = i * 10;

        Assert.Equal(Enumerable.Range(0, 10).Select(i => i * 10), sequence.ToArray((in int e) => e));
        Assert.False(writer.MoveNext());
        Assert.False(writer.MoveNext());
        Assert.Throws<InvalidOperationException>(() => writer.GetNext());
    }

    [Fact]
    public void Cast_ToAnotherType_Throws()
    {
        var untyped = Numbers(3).Untyped();

        Assert.Throws<InvalidCastException>(() => untyped.Cast<string>());
        Assert.True(default(Sequence).Cast<string>().IsEmpty);
    }

    [Fact]
    public void ToArray_WithState_PassesItToEach() =>
        Assert.Equal([10, 11, 12], Numbers(3).ToArray((in int e, in int state) => e + state, 10));

    [Fact]
    public void CopyTo_ShortDestination_Throws()
    {
        var sequence = Numbers(3);
        var roomy = new int[4];

        sequence.CopyTo(roomy, (in int e) => e + 1);

        Assert.Equal([1, 2, 3, 0], roomy);
        Assert.Throws<ArgumentException>(() => sequence.CopyTo(new int[2], (in int e) => e));
    }

    private static Sequence<int> Numbers(int length)
    {
        var arena = new Arena<int>(new ArenaOptions(blockSizeBytes: BlockLength * sizeof(int)));
        var sequence = arena.Allocate(length);
        var next = 0;
        foreach (ref var element in sequence)
            element = next++;
        return sequence;
    }
}
