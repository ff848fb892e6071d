namespace Grpc.Core;

/// <summary>Hints for writing a message. The numbers are part of the API.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for the next one before it is sent.</summary>
    BufferHint = 0x1,

    /// <summary>The message goes uncompressed even in a compressed call.</summary>
    NoCompress = 0x2,
}

/// <summary>How messages are written. It never changes.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No hint.</summary>
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
