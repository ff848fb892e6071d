using Microsoft.AspNetCore.Http;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Admissions;

/// <summary>Admits or refuses a call, to RPCs and HTTP endpoints alike, and records refusals and reads in the access log.</summary>
public sealed class Admission(OnBehalfOf onBehalfOf, AccessLog accessLog, AccessTable table)
{
    public async ValueTask<CallAccess> AdmitAsync(HttpContext http, string operation, AccessRule? rule, CancellationToken cancellation)
    {
        if (http.User.Identity is not { IsAuthenticated: true })
            throw TokenFault.For(http);

        var caller = Caller.From(http.User);
        if (!caller.HasSubject)
            throw Fault.Unauthenticated(Reasons.TokenInvalid, "The token has no usable subject.");

        var refusal = rule is null ? Reasons.RoleMissing : AccessPolicy.Refusal(rule, caller, table.StorePurposes);
        if (refusal is not null)
        {
            await accessLog.RefusedAsync(caller, operation, rule?.Purpose ?? default, cancellation);
            throw Fault.Denied(refusal, refusal switch
            {
                Reasons.PurposeWall => "Your roles work for a purpose that medical secrecy keeps apart from this one.",
                Reasons.ClaimMissing => "Your role needs a council, chamber or RPPS claim that the token lacks.",
                _ => "Your roles do not allow this call.",
            });
        }

        if (await onBehalfOf.PersonAsync(http, caller) is { } person)
        {
            if (AccessPolicy.IsWalledOff(rule!, person, table.StorePurposes))
            {
                await accessLog.RefusedAsync(caller with { OnBehalfOf = person }, operation, rule!.Purpose, cancellation);
                throw Fault.Denied(Reasons.PurposeWall, "The person you act for works for a purpose that medical secrecy keeps apart from this one.");
            }

            caller = caller with { OnBehalfOf = person };
        }

        return new CallAccess(caller, AccessPolicy.Reach(rule!, caller)!, rule!.Purpose);
    }

    public ValueTask RememberAsync(CallAccess? access, string operation, CancellationToken cancellation) =>
        access is { Subjects.Count: > 0 } ? accessLog.ReadAsync(access, operation, cancellation) : ValueTask.CompletedTask;
}
