using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Accounts;
using OrleansChat.Conversations;

namespace OrleansChat;

/// <summary>What the grains' constructors ask for beside the ports.</summary>
public static class GrainServices
{
    /// <summary>Registers it; the ports come from the silo.</summary>
    public static IServiceCollection AddGrainParts(this IServiceCollection services) => services
        .AddSingleton<ConversationParts>()
        .AddSingleton<AccountParts>()
        .AddSingleton<CaptchaParts>();
}
