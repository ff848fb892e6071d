using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OrdreCouncils.Development.Identity;

/// <summary>Checks that OpenIddict leaves to us without a database: the client, its secret, its addresses and its desks. An error here goes to no redirect
/// address, since none is known to be the client's.</summary>
internal sealed class ClientChecks(DevClients clients) :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidateTokenRequestContext>,
    IOpenIddictServerHandler<ValidateEndSessionRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        CheckRequest(context, context.Request);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        if (CheckSecret(context, context.Request))
            CheckRequest(context, context.Request);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        CheckSecret(context, context.Request);
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateEndSessionRequestContext context)
    {
        if (context.PostLogoutRedirectUri is not { Length: > 0 } address)
            return ValueTask.CompletedTask;
        var hinted = context.IdentityTokenHintPrincipal?.GetAudiences().FirstOrDefault();
        if (clients.Find(context.ClientId ?? hinted)?.PostLogoutRedirectUris.Contains(address) is not true)
            context.Reject(Errors.InvalidRequest, "Send a post_logout_redirect_uri of the client that client_id or id_token_hint names.");
        return ValueTask.CompletedTask;
    }

    private bool CheckSecret(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (clients.Find(request.ClientId) is not null && request.ClientSecret == DevTokens.Secret)
            return true;
        context.Reject(Errors.InvalidClient, "Send the client_id of a console, with client_secret=dev.");
        return false;
    }

    private void CheckRequest(BaseValidatingContext context, OpenIddictRequest request)
    {
        if (clients.Find(request.ClientId) is not { } client)
            context.Reject(Errors.InvalidClient, "Send the client_id of a console.");
        else if (!client.RedirectUris.Contains(request.RedirectUri))
            context.Reject(Errors.InvalidRequest, "Send a redirect_uri that the client registered.");
        else if (client.DeskOf(request.GetScopes()) is null)
            context.Reject(Errors.InvalidScope, $"Send one desk at most: {string.Join(", ", client.Desks.Select(desk => DevDesks.ScopePrefix + desk))}.");
    }
}
