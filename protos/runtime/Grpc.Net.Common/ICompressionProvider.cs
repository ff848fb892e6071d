using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>One way to compress messages, known to the peer by its name.</summary>
public interface ICompressionProvider
{
    /// <summary>The name in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>, as <c>gzip</c>.</summary>
    public string EncodingName { get; }

    /// <summary>A stream that compresses into <paramref name="stream"/> and leaves it open; a null level means the provider's own.</summary>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that reads plain bytes out of the compressed <paramref name="stream"/>.</summary>
    public Stream CreateDecompressionStream(Stream stream);
}
