using System.Buffers;

namespace OrdreCouncils.Tests.Pipelines.Support;

/// <summary>Overwrites memory the moment it is given back, as its next tenant would.</summary>
internal sealed class PoisoningPool : MemoryPool<byte>
{
    private readonly TaskCompletionSource _allBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _out;

    public int Out => Volatile.Read(ref _out);

    /// <summary>Ends when the last piece of memory came back.</summary>
    public Task AllBack => _allBack.Task.Patiently();

    public override int MaxBufferSize => 64 * 1024;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Interlocked.Increment(ref _out);
        return new Lease(this, new byte[Math.Max(minBufferSize, 4096)]);
    }

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Lease(PoisoningPool pool, byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose()
        {
            Array.Fill(bytes, (byte)'X');
            if (Interlocked.Decrement(ref pool._out) == 0)
                pool._allBack.TrySetResult();
        }
    }
}
