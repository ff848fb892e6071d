namespace OrdreCouncils.Registry.Fhir;

/// <summary>A refusal: an HTTP status and an OperationOutcome.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Value of http://hl7.org/fhir/R4/valueset-issue-type.html.</param>
/// <param name="diagnostics">The fault and what to write instead; never a value that was sent.</param>
/// <param name="location"><c>http.</c> and the faulty parameter or header; empty when there is none.</param>
internal sealed class FhirFault(int status, string code, string diagnostics, string location = "") : Exception(diagnostics)
{
    public int Status => status;
    public string Code => code;
    public string Location => location;

    /// <summary>Methods that the address accepts, for a 405.</summary>
    public string Allow { get; private init; } = "";

    public static FhirFault Invalid(string parameter, string expected) =>
        new(StatusCodes.Status400BadRequest, "value", $"{parameter}: {expected}", "http." + parameter);

    public static FhirFault NotSupported(string parameter, string supported) =>
        new(StatusCodes.Status400BadRequest, "not-supported", $"{parameter}: not supported here. {supported}", "http." + parameter);

    public static FhirFault NotFound(string what) => new(StatusCodes.Status404NotFound, "not-found", what);

    public static FhirFault Changed() =>
        new(StatusCodes.Status412PreconditionFailed, "conflict", "If-Match: the resource has another version by now. Read it again.", "http.If-Match");

    /// <param name="source"><c>Accept</c> or <c>_format</c>.</param>
    public static FhirFault NotAcceptable(string source) =>
        new(StatusCodes.Status406NotAcceptable, "not-supported", $"{source}: only json (application/fhir+json) is written here.", "http." + source);

    public static FhirFault NotAllowed(string allow) =>
        new(StatusCodes.Status405MethodNotAllowed, "not-supported", "The register is read here, not written: use GET, or POST to _search.") { Allow = allow };

    public static FhirFault NotImplemented(string what) => new(StatusCodes.Status501NotImplemented, "not-supported", what);
}
