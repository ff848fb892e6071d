using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Answers 405 on the paths of routes that accept some methods only. The gateway answers itself: a route opened to all methods would let a path in
/// disguise reach a service.</summary>
internal static class WrongMethods
{
    public static void MapWrongMethods(this WebApplication app, IConfiguration routes)
    {
        foreach (var route in routes.GetSection("Routes").GetChildren().Where(route => route["Metadata:Protocol"] == "http"))
        {
            var match = route.GetSection("Match");
            if (match.GetSection("Methods").Get<string[]>() is not { Length: > 0 } methods)
                continue;
            var refusal = Refusal.WrongMethod(string.Join(", ", methods));
            app.Map(match["Path"]!, (RequestDelegate)(http => (http.IsGrpcCall() ? Refusal.NoRoute : refusal).WriteAsync(http)))
                // After every route, before the answer that there is none.
                .AllowAnonymous().WithOrder(int.MaxValue - 1);
        }
    }
}
