using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Snapshots;

/// <summary>Writes a snapshot in parts: it holds only bytes not taken yet.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private readonly MemoryStream pending = new();
    private readonly GZipStream lines;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;
    private long physicians;

    public SnapshotWriter() => lines = new GZipStream(pending, CompressionLevel.Optimal, leaveOpen: true);

    /// <summary>Call it in the order of numbers.</summary>
    public void Add(SnapshotLine physician, Registration registration, DateOnly? holdsUntil)
    {
        SnapshotLineWriter.Write(line, physician, registration, holdsUntil);
        lines.Write(line.WrittenSpan);
        lines.WriteByte((byte)'\n');
        line.ResetWrittenCount();
        physicians++;
    }

    /// <summary>Bytes that are ready. The compressor holds some back.</summary>
    public byte[] Take()
    {
        var some = pending.ToArray();
        pending.SetLength(0);
        hash.AppendData(some);
        bytes += some.Length;
        return some;
    }

    /// <summary>The last bytes, with the signature.</summary>
    /// <param name="sign">Signs the length and the SHA-256 (hexadecimal) of everything before, and the number of physicians.</param>
    public byte[] End(Func<long, string, long, string> sign)
    {
        lines.Dispose();
        var last = Take();
        var jws = sign(bytes, Convert.ToHexStringLower(hash.GetCurrentHash()), physicians);
        return [.. last, .. SnapshotFormat.SignatureMark, .. Encoding.ASCII.GetBytes(jws), (byte)'\n'];
    }

    public void Dispose()
    {
        lines.Dispose();
        pending.Dispose();
        hash.Dispose();
    }
}
