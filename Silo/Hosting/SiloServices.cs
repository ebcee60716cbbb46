using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Accounts;
using OrleansChat.Friends;
using OrleansChat.Silo.Security;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Hosting;

/// <summary>Everything that a process with grains registers, whatever runtime they run on.</summary>
public static class SiloServices
{
    /// <summary>Registers storage, secrets, the grains' parts and the grain runtime of this build.</summary>
    public static IServiceCollection AddChatSilo(this IServiceCollection services, SiloOptions options)
    {
        if (options.Node.Role is NodeRole.Client)
        {
            services.AddChatDatabase(options.ConnectionString); // to find the silos, and to know whether it is there
            return services.AddGrainRuntime(options);
        }

        services.AddChatStorage(options.ConnectionString);
        services.AddGrainParts();
        services.AddSingleton(new AccountOptions(options.FixedCaptcha, options.StaffMobiles, options.HasQuotas));
        services.AddSingleton(options.Files);
        services.AddSingleton(new FriendshipOptions(options.RequiresFriend));
        services.AddSingleton(_ => options.SecurityKey is { } text
            ? ServerKey.FromText(text)
            : ServerKey.FromFile(Path.Combine(options.DataFolder, "keys", "server.key")));
        services.AddSingleton<ISecretHasher>(provider => provider.GetRequiredService<ServerKey>());
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddSingleton<ISmsSender>(
            _ => options.PrintsCaptchas ? new ConsoleSmsSender(Console.Out) : new AbsentSmsSender());
        return services.AddGrainRuntime(options);
    }
}
