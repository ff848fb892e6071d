using System.Buffers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Refuses a token that cannot be valid before its signature is checked, which costs some hundred times more. What a token says of itself is read to
/// refuse it, never to accept it.</summary>
internal static class TokenScreen
{
    /// <summary>Characters. A token with every role of the platform has some thousand.</summary>
    public const int Longest = 8 * 1024;

    /// <summary>A longer token would outlive the roles that it names.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>RFC 9068 names access tokens; before it they were plain JWTs. A token for another use, such as an audit checkpoint, has another type.</summary>
    private static readonly string[] Types = ["", "JWT", "at+jwt", "application/at+jwt"];

    /// <summary>The token to verify, or why it is refused.</summary>
    /// <param name="text">What the caller sent.</param>
    /// <param name="parameters">What a token must hold.</param>
    /// <param name="audienceFault">Why the audience does not suit the roles, null when it does.</param>
    /// <param name="now">Time of the check.</param>
    public static async Task<(JsonWebToken? Token, Exception? Refusal)> ReadAsync(
        string text, TokenValidationParameters parameters, Func<JsonWebToken, SecurityTokenValidationException?> audienceFault, DateTime now)
    {
        if (text.Length > Longest)
            return (null, new SecurityTokenMalformedException("The token is too long."));
        if (text.AsSpan().Count('.') != 2 || text.AsSpan().ContainsAnyExcept(Alphabet) || text[0] == '.')
            return (null, new SecurityTokenMalformedException("The text is no signed token."));
        JsonWebToken token;
        try
        {
            token = new JsonWebToken(text);
            return (token, Shape(token, parameters) ?? Claims(token, parameters, now) ?? audienceFault(token) ?? await KeyAsync(token, parameters));
        }
        catch (Exception exception)
        {
            // The library throws many kinds of exceptions for JSON that does not fit.
            return (null, new SecurityTokenMalformedException("The token cannot be read.", exception));
        }
    }

    private static Exception? Shape(JsonWebToken token, TokenValidationParameters parameters)
    {
        if (parameters.ValidAlgorithms is { } algorithms && !algorithms.Contains(token.Alg, StringComparer.Ordinal))
            return new SecurityTokenInvalidAlgorithmException("The token is signed by another algorithm.");
        if (!Types.Contains(token.Typ ?? "", StringComparer.OrdinalIgnoreCase))
            return new SecurityTokenInvalidTypeException("The token is of another type.");
        // RFC 7515, 4.1.11: a token whose critical extensions are not understood is invalid.
        if (token.TryGetHeaderValue<object>("crit", out _))
            return new SecurityTokenValidationException("The token has critical extensions.");
        // In base64: 64 bytes of ES256, 256 to 1,024 bytes of an RSA key of 2,048 to 8,192 bits.
        var length = token.EncodedSignature.Length;
        return (token.Alg == SecurityAlgorithms.EcdsaSha256 ? length == 86 : length is >= 342 and <= 1366)
            ? null
            : new SecurityTokenMalformedException("The signature has another length.");
    }

    private static Exception? Claims(JsonWebToken token, TokenValidationParameters parameters, DateTime now)
    {
        var issuer = (parameters.ConfigurationManager as IssuerConfiguration)?.Held?.Issuer;
        if (parameters.ValidIssuer is { } expected && token.Issuer != expected
            && (parameters.ConfigurationManager is null || (issuer is not null && token.Issuer != issuer)))
            return new SecurityTokenInvalidIssuerException("The token is of another issuer.");
        var audiences = (parameters.ValidAudiences ?? []).Concat(parameters.ValidAudience is { } single ? [single] : []).ToArray();
        if (audiences.Length > 0 && !token.Audiences.Intersect(audiences, StringComparer.Ordinal).Any())
            return new SecurityTokenInvalidAudienceException("The token is for another audience.");
        if (token.ValidTo == DateTime.MinValue)
            return new SecurityTokenNoExpirationException("The token does not expire.");
        if (token.ValidTo < now - parameters.ClockSkew)
            return new SecurityTokenExpiredException("The token has expired.") { Expires = token.ValidTo };
        var from = token.IssuedAt != DateTime.MinValue ? token.IssuedAt : token.ValidFrom;
        return token.ValidTo - (from == DateTime.MinValue ? now : from) > LongestLife
            ? new SecurityTokenInvalidLifetimeException("The token is valid for more than a day.")
            : null;
    }

    /// <summary>A key that the issuer has not published makes its keys be read again, once a second at most; between these reads it is refused.</summary>
    private static async Task<Exception?> KeyAsync(JsonWebToken token, TokenValidationParameters parameters)
    {
        if (parameters.ConfigurationManager is not IssuerConfiguration { Held: { } held } issuer || string.IsNullOrEmpty(token.Kid) || Knows(held.SigningKeys))
            return null;
        issuer.RequestRefresh();
        return Knows((await issuer.GetConfigurationAsync(CancellationToken.None)).SigningKeys)
            ? null
            : new SecurityTokenSignatureKeyNotFoundException("The issuer has no such key.");

        // A key without a name may be any.
        bool Knows(IEnumerable<SecurityKey> keys) => keys.Any(key => string.IsNullOrEmpty(key.KeyId) || key.KeyId == token.Kid);
    }
}
