using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Is told of each token whose signature was checked and does not hold.</summary>
public interface IForgedTokens
{
    void Add(HttpContext http);
}
