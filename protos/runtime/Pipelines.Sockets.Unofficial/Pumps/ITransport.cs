namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>The wire under a <see cref="DuplexPump"/>. One receive and one send may run at the same time.</summary>
internal interface ITransport
{
    /// <summary>At least one byte, or 0 at the end of the stream.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer);

    /// <summary>Some or all of the bytes; how many.</summary>
    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Pushes out what the transport itself may buffer.</summary>
    public ValueTask FlushAsync();

    /// <summary>Tells the other side that nothing more comes.</summary>
    public void EndSending();

    /// <summary>One direction failed: makes pending and later calls of the other end soon. Never throws.</summary>
    public void Abort();

    /// <summary>Releases the transport. Never throws.</summary>
    public void Close();
}
