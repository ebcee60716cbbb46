using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansChat.Silo.Cluster;

/// <summary>Lets a silo listen only where nobody else does: what is taken stays taken.</summary>
/// <remarks>Orleans listens with <c>ReuseAddress</c>, which on Linux shares the port with everybody of the same user
/// who does so too, and hands connections to one or the other. Silos of two clusters that start in the same second then
/// have one address, generation and all: each answers calls for the other out of its own database, where no session of
/// the other is known.</remarks>
internal sealed class SoleListeners(IConnectionListenerFactory listeners) : IConnectionListenerFactory
{
    /// <summary>Puts it before every listener that Orleans has registered.</summary>
    /// <param name="services">Services of a silo.</param>
    public static void AddTo(IServiceCollection services)
    {
        var registered = services
            .Where(one => one.ServiceType == typeof(IConnectionListenerFactory) && one.IsKeyedService)
            .ToArray();
        foreach (var one in registered)
        {
            services.Remove(one);
            services.AddKeyedSingleton<IConnectionListenerFactory>(
                one.ServiceKey,
                (provider, key) => new SoleListeners(
                    (IConnectionListenerFactory)one.KeyedImplementationFactory!(provider, key)));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="AddressInUseException">Somebody listens there.</exception>
    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        using var claim = new TcpListener((IPEndPoint)endpoint);
        try
        {
            claim.Start();
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new AddressInUseException($"Somebody listens on {endpoint}.", fault);
        }

        // Shared from now on with the socket of Orleans alone: another silo claims first, and is refused.
        claim.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        return await listeners.BindAsync(endpoint, cancellationToken);
    }
}
