using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Collects what is mapped.</summary>
internal sealed class RouteList(IServiceProvider services) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => services;

    public ICollection<EndpointDataSource> DataSources { get; } = [];

    public IEnumerable<string> Patterns => DataSources
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .Distinct();

    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
}
