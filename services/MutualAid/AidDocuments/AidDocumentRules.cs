using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Access to the documents of a request, and the time until which they are added.</summary>
internal static class AidDocumentRules
{
    /// <summary>NOT_FOUND for a request whose secret texts the caller does not read: the documents are as secret.</summary>
    public static AidRequestRow CheckReads(AidRequestRow? request, RowScope scope, Caller person) =>
        request is not null && AidRequestRules.SeesDetails(request, scope, person) ? request : throw Fault.NotFound("aid request");

    /// <summary>NOT_FOUND for a request that is out of scope or of another filer.</summary>
    public static AidRequestRow CheckFiled(AidRequestRow? request, Caller person) =>
        request is not null && request.SubmittedBy == person.Subject ? request : throw Fault.NotFound("aid request");

    /// <summary>FAILED_PRECONDITION once it is decided, RESOURCE_EXHAUSTED at the limit.</summary>
    /// <param name="request">The caller's.</param>
    /// <param name="documents">Documents that the request has.</param>
    /// <param name="limits">Of the service.</param>
    public static void CheckAdds(AidRequestRow request, long documents, AidDocumentOptions limits)
    {
        if (request.DecidedAt is not null)
            throw Fault.Precondition(Reasons.WrongState, $"The request was {request.State}: documents are added before the decision. File a new request.");
        if (documents >= limits.PerRequest)
        {
            throw Fault.Exhausted(
                MutualAidReasons.AidDocumentQuota, $"The request has {documents} documents, which is the limit. Join further pages to one file.");
        }
    }
}
