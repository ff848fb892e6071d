using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
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

        // The machine's clock, as for the token's expiry: the identity provider wrote the time of the sign-in by its own.
        if (AccessPolicy.NeedsStepUp(rule!, caller, TimeProvider.System.GetUtcNow()))
        {
            await accessLog.RefusedAsync(caller, operation, rule!.Purpose, cancellation);
            http.Response.Headers.WWWAuthenticate = string.Create(
                CultureInfo.InvariantCulture, $"Bearer error=\"insufficient_user_authentication\", max_age={rule.MaximumAuthenticationAgeSeconds}");
            throw Fault.StepUp(rule.MaximumAuthenticationAgeSeconds);
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

    /// <summary>Records a call that found nothing in the caller's scope: the record is absent, or another council's. Callers of all rows have no such
    /// border.</summary>
    internal ValueTask MissedAsync(CallAccess? access, string operation, IMessage? request, CancellationToken cancellation) =>
        access is { Scope.All: false } ? accessLog.MissedAsync(access, operation, Named(request), cancellation) : ValueTask.CompletedTask;

    // Only a number is named: other identifiers are of records that the caller may have invented.
    private static string Named(IMessage? request) =>
        request?.Descriptor.FindFieldByName("rpps") is { IsRepeated: false, FieldType: FieldType.String } field
        && field.Accessor.GetValue(request) is string rpps && RppsForm(rpps) ? $"physicians/{rpps}" : "";

    private static bool RppsForm(string text) => text.Length == 11 && text.All(char.IsAsciiDigit);

    public async ValueTask RememberAsync(CallAccess? access, string operation, CancellationToken cancellation)
    {
        if (access is not { Subjects.Count: > 0 })
            return;
        if (access.MustBeLoggedFirst)
            await accessLog.CommitAsync(access, operation, cancellation);
        else
            await accessLog.ReadAsync(access, operation, cancellation);
    }
}
