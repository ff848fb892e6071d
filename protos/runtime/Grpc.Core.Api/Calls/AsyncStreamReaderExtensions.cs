namespace Grpc.Core;

public static class AsyncStreamReaderExtensions
{
    /// <summary>Waits for the next message without a token of its own.</summary>
    public static Task<bool> MoveNext<T>(this IAsyncStreamReader<T> streamReader)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return streamReader.MoveNext(CancellationToken.None);
    }
}
