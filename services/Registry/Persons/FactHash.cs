using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.ServiceDefaults.Sql.Bulk;

namespace OrdreCouncils.Registry.Persons;

/// <summary>SHA-256 cut to 16 bytes. Stored, and compared with the hashes of later imports: the input of a hash must not change.</summary>
internal readonly record struct FactHash(UInt128 Value) : IComparable<FactHash>
{
    public const int Size = 16;

    /// <summary>The order of the values counts.</summary>
    public static FactHash Of(params ReadOnlySpan<string> values)
    {
        var most = 0;
        foreach (var value in values)
            most += (value.Length * 3) + 1;
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        foreach (var value in values)
        {
            length += Encoding.UTF8.GetBytes(value, rented.AsSpan(length));
            // Values hold no control characters, so this separator keeps two values from reading as one.
            rented[length++] = 0x1f;
        }

        var hash = Of(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The order of the hashes does not count.</summary>
    public static FactHash OfSet(List<FactHash> hashes)
    {
        hashes.Sort();
        var bytes = new byte[hashes.Count * Size];
        for (var i = 0; i < hashes.Count; i++)
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * Size), hashes[i].Value);
        return Of(bytes);
    }

    /// <summary>Hash of what is told about the thing that has this hash.</summary>
    public FactHash With(string one, string other) => Of(Value.ToString("x32", CultureInfo.InvariantCulture), one, other);

    public static FactHash From(byte[] stored) => new(BinaryPrimitives.ReadUInt128BigEndian(stored));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    public int CompareTo(FactHash other) => Value.CompareTo(other.Value);

    private static FactHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new FactHash(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}

internal static class FactHashRows
{
    public static void Hash(this RowWriter row, FactHash value)
    {
        Span<byte> bytes = stackalloc byte[FactHash.Size];
        value.Write(bytes);
        row.Bytes(bytes);
    }
}
