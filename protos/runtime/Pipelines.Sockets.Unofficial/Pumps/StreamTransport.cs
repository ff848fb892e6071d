namespace Pipelines.Sockets.Unofficial.Pumps;

internal sealed class StreamTransport(Stream stream) : ITransport
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => stream.ReadAsync(buffer);

    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes);
        return bytes.Length;
    }

    public ValueTask FlushAsync() => new(stream.FlushAsync());

    // A stream has no half-close that every kind supports; the end of both directions closes it.
    public void EndSending()
    {
    }

    public void Abort() => Close();

    public void Close()
    {
        try
        {
            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or NotSupportedException)
        {
            // A farewell that cannot be said on a dead wire; the stream is released all the same.
        }
    }
}
