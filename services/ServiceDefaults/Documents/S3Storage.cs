using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Keeps each part as the object <c>{id}/{part}</c> of a bucket. An object is durable, and read by every client, once its PUT is answered.</summary>
internal sealed class S3Storage(DocumentOptions.S3Options options) : IDocumentStorage, IDisposable
{
    private readonly AmazonS3Client client = new(new KeyFiles(options), new AmazonS3Config
    {
        ServiceURL = options.Endpoint,
        AuthenticationRegion = options.Region,
        ForcePathStyle = true,
        Timeout = TimeSpan.FromSeconds(30),
        MaxErrorRetry = 2,
        // Servers of other makers do not all know Amazon's newer checksums; each chunk has an authentication tag.
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    public async Task PutAsync(string document, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // The client wants a stream that seeks, for its retries.
        using var body = new MemoryStream(bytes.ToArray(), writable: false);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = options.Bucket, Key = Key(document, part), InputStream = body, UseChunkEncoding = false, ContentType = "application/octet-stream",
            },
            cancellation);
    }

    public async Task<int> ReadAsync(string document, string part, Memory<byte> into, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = options.Bucket, Key = Key(document, part) }, cancellation);
            return answer.ContentLength > into.Length
                ? -1
                : await answer.ResponseStream.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancellation);
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode != "NoSuchBucket")
        {
            return -1;
        }
    }

    public async Task DeleteAsync(string document, IReadOnlySet<string> keep, CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = document + "/" };
        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(request, cancellation);
            foreach (var key in (page.S3Objects ?? []).Select(found => found.Key).Where(key => !keep.Contains(key[(document.Length + 1)..])))
                await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = options.Bucket, Key = key }, cancellation);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    public void Dispose() => client.Dispose();

    private static string Key(string document, string part) => $"{document}/{part}";

    private sealed class KeyFiles(DocumentOptions.S3Options options) : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => new(Read(options.AccessKeyFile), Read(options.SecretKeyFile), null);

        private static string Read(string file) => File.ReadAllText(file).Trim();
    }
}
