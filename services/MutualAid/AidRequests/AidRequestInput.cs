using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>Reads requests. INVALID_ARGUMENT names every field at fault.</summary>
internal static class AidRequestInput
{
    public static Submission Read(SubmitAidRequestRequest request, RowScope scope)
    {
        var violations = new Violations();
        var beneficiary = request.Beneficiary ?? new Beneficiary();
        // A referent is a physician too: the referent's own request goes straight to the national council, past colleagues.
        var ownFile = beneficiary.Relation == BeneficiaryRelation.Self && scope.Persons.Contains(beneficiary.Rpps);
        var submission = new Submission
        {
            RequestId = violations.RequestId(request.RequestId),
            Kind = request.Kind,
            Rpps = beneficiary.Rpps,
            Relation = beneficiary.Relation,
            AskedCents = violations.PositiveEuros(request.Asked, "asked"),
            Council = ownFile ? "" : scope.Council,
            Details = AidDetails.Read(request.Details ?? new AidRequestDetails(), violations),
        };

        var expected = AidRequestRules.BeneficiaryOf(request.Kind);
        if (violations.Require(expected != BeneficiaryRelation.Unspecified, "kind", "Write one of the values of AidKind."))
            violations.Require(submission.Relation == expected, "beneficiary.relation", $"Write {expected} for the kind {request.Kind}.");
        violations.Require(RppsNumber.IsValid(submission.Rpps), "beneficiary.rpps", RppsNumber.Expected);
        violations.Require(
            ownFile || scope.Councils.Count > 0, "beneficiary",
            "A physician files for that physician alone: write your own RPPS number and the relation SELF, or ask your council's referent.");
        violations.ThrowIfAny();
        return submission;
    }

    /// <summary>The fields that every step of the commission has.</summary>
    public static (string RequestId, string Id) Step(Violations violations, string requestId, string id, string etag)
    {
        violations.Etag(etag);
        return (violations.RequestId(requestId), violations.Uuid(id, "aid_request_id"));
    }
}

/// <summary>A validated request to file.</summary>
internal sealed record Submission
{
    public required string RequestId { get; init; }
    public required AidKind Kind { get; init; }
    public required string Rpps { get; init; }
    public required BeneficiaryRelation Relation { get; init; }
    public required long AskedCents { get; init; }

    /// <summary>The council that files; empty for a physician who files alone.</summary>
    public required string Council { get; init; }

    public required AidDetails Details { get; init; }
}
