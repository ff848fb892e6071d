namespace OrdreCouncils.Registry.Imports;

/// <summary>Cuts chunks into lines. Holds at most one line.</summary>
internal sealed class LineSplitter
{
    /// <summary>A longer line is cut here and reported as too long; reading continues after it.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly byte[] carried = new byte[LongestLine];
    private int length;
    private bool tooLong;

    /// <summary>Receives a line without its end (LF or CRLF).</summary>
    public delegate void Taker(ReadOnlySpan<byte> line, bool tooLong);

    public void Feed(ReadOnlySpan<byte> chunk, Taker take)
    {
        while (true)
        {
            var end = chunk.IndexOf((byte)'\n');
            if (end < 0)
            {
                Carry(chunk);
                return;
            }

            if (length == 0 && !tooLong && end <= LongestLine)
            {
                take(WithoutReturn(chunk[..end]), tooLong: false);
            }
            else
            {
                Carry(chunk[..end]);
                TakeCarried(take);
            }

            chunk = chunk[(end + 1)..];
        }
    }

    /// <summary>The last line may lack an end.</summary>
    public void End(Taker take)
    {
        if (length > 0 || tooLong)
            TakeCarried(take);
    }

    private void Carry(ReadOnlySpan<byte> part)
    {
        var room = Math.Min(part.Length, LongestLine - length);
        part[..room].CopyTo(carried.AsSpan(length));
        length += room;
        tooLong |= room < part.Length;
    }

    private void TakeCarried(Taker take)
    {
        take(WithoutReturn(carried.AsSpan(0, length)), tooLong);
        length = 0;
        tooLong = false;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.. var rest, (byte)'\r'] ? rest : line;
}
