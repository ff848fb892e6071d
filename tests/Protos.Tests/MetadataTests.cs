using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

public sealed class MetadataTests
{
    [Fact]
    public void Get_WithAnotherCase_FindsTheEntry()
    {
        var metadata = new Metadata { { "X-Request-Id", "17" } };

        Assert.Equal("17", metadata.GetValue("x-REQUEST-id"));
        Assert.Equal("x-request-id", Assert.Single(metadata).Key);
    }

    [Fact]
    public void Get_WithSeveralEntriesOfOneKey_AnswersTheLast()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" }, { "A", "3" } };

        Assert.Equal("3", metadata.GetValue("a"));
        Assert.Equal(["1", "3"], metadata.GetAll("a").Select(entry => entry.Value));
    }

    [Fact]
    public void Get_WithoutSuchAnEntry_AnswersNull()
    {
        var metadata = new Metadata { { "a", "1" } };

        Assert.Null(metadata.Get("b"));
        Assert.Null(metadata.GetValue("b"));
        Assert.Null(metadata.GetValueBytes("b"));
        Assert.Empty(metadata.GetAll("b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("colon:")]
    [InlineData("é")]
    [InlineData("line\n")]
    [InlineData("\u212Aelvin")]
    public void Add_WithAKeyThatHeadersRefuse_Throws(string key)
    {
        var metadata = new Metadata();

        Assert.Throws<ArgumentException>(() => metadata.Add(key, "value"));
        Assert.Empty(metadata);
    }

    [Fact]
    public void Add_TextUnderABinaryKey_Throws() =>
        Assert.Throws<ArgumentException>(() => new Metadata { { "trace-BIN", "text" } });

    [Fact]
    public void Add_BytesUnderATextKey_Throws() =>
        Assert.Throws<ArgumentException>(() => new Metadata { { "trace", [1, 2] } });

    [Fact]
    public void Value_OfABinaryEntry_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Metadata.Entry("trace-bin", [1]).Value);

    [Fact]
    public void ValueBytes_OfATextEntry_AreItsAsciiBytes() =>
        Assert.Equal("abc"u8.ToArray(), new Metadata.Entry("a", "abc").ValueBytes);

    [Fact]
    public void Entry_WhoseArraysAreWrittenToAfterwards_KeepsItsBytes()
    {
        byte[] given = [1, 2];
        var entry = new Metadata.Entry("trace-bin", given);

        given[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void Empty_IsReadOnly()
    {
        var entry = new Metadata.Entry("a", "1");

        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Clear());
        Assert.Empty(Metadata.Empty);
    }

    [Fact]
    public void List_Operations_KeepTheOrder()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        var third = new Metadata.Entry("c", "3");
        var metadata = new Metadata { first, third };

        metadata.Insert(1, second);
        Assert.Equal([first, second, third], metadata);
        Assert.Equal(2, metadata.IndexOf(third));

        metadata.RemoveAt(0);
        Assert.True(metadata.Remove(third));
        Assert.Same(second, metadata[0]);

        metadata[0] = first;
        Assert.Equal([first], metadata);
        Assert.False(metadata.IsReadOnly);
    }
}
