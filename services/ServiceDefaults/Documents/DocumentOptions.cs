using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Configuration section <c>Documents</c>: where the encrypted bytes of documents are kept.</summary>
public sealed class DocumentOptions : IValidatableObject
{
    public const string Section = "Documents";

    /// <summary>Folder on a disk that all replicas share and that is backed up.</summary>
    public string Folder { get; set; } = "";

    public S3Options S3 { get; set; } = new();

    /// <summary>Age after which an upload that no record refers to is deleted.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ErrorMessage = "Documents:SweepAfter: write 01:00:00 to 30.00:00:00.")]
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromHours(24);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Folder.Length > 0 == S3.Endpoint.Length > 0)
        {
            yield return new ValidationResult(
                "Write either Documents:Folder, a folder that all replicas share, or Documents:S3:Endpoint with Bucket, AccessKeyFile and SecretKeyFile.");
        }

        if (S3.Endpoint.Length == 0)
            yield break;
        if (!Uri.TryCreate(S3.Endpoint, UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback))
            yield return new ValidationResult("Documents:S3:Endpoint: write the https address of the object storage.");
        if (S3.Bucket.Length == 0)
            yield return new ValidationResult("Documents:S3:Bucket is missing. Write the name of a bucket that this service alone uses.");
        if (!File.Exists(S3.AccessKeyFile) || !File.Exists(S3.SecretKeyFile))
            yield return new ValidationResult("Documents:S3:AccessKeyFile and SecretKeyFile: write the paths of the files that hold the two keys.");
    }

    /// <summary>S3-compatible object storage.</summary>
    public sealed class S3Options
    {
        public string Endpoint { get; set; } = "";
        public string Bucket { get; set; } = "";

        /// <summary>Region for the signature of requests. Most servers but Amazon's accept any.</summary>
        public string Region { get; set; } = "us-east-1";

        /// <summary>Files of the keys. They are read for each request, so that replaced keys are used at once.</summary>
        public string AccessKeyFile { get; set; } = "";
        public string SecretKeyFile { get; set; } = "";
    }
}
