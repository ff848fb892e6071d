using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Support;

internal static class Bytes
{
    /// <summary>Byte for byte, without printing megabytes when it fails.</summary>
    public static void AssertSame(byte[] expected, RedisValue actual)
    {
        var bytes = (byte[]?)actual ?? [];
        Assert.Equal(expected.Length, bytes.Length);
        Assert.Equal(-1, FirstDifference(expected, bytes));
    }

    private static int FirstDifference(byte[] expected, byte[] actual)
    {
        var common = expected.AsSpan().CommonPrefixLength(actual);
        return common == expected.Length ? -1 : common;
    }
}
