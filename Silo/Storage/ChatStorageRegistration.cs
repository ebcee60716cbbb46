using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OrleansChat.Audit;
using OrleansChat.ChatLists;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Files;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.Rooms;

namespace OrleansChat.Silo.Storage;

/// <summary>Puts the PostgreSQL stores behind the ports of the grains.</summary>
public static class ChatStorageRegistration
{
    /// <summary>Registers the database and all stores. <see cref="Migrator"/> and <see cref="DurabilityCheck"/> are
    /// run by the host.</summary>
    public static IServiceCollection AddChatStorage(
        this IServiceCollection services, string connectionString, Action<ChatStorageOptions>? configure = null)
    {
        services.AddChatDatabase(connectionString, configure);
        services.AddSingleton(_ => new LogDataSource(connectionString));
        services.AddSingleton<IMessageLog, PostgresMessageLog>();
        services.AddSingleton<IGrainStateStore, PostgresGrainStateStore>();
        services.AddSingleton<IInboxStore, PostgresInboxStore>();
        services.AddSingleton<IApplicationStore, PostgresApplicationStore>();
        services.AddSingleton<IMissedMessages, PostgresMissedMessages>();
        services.AddSingleton<IReceiptStore, PostgresReceiptStore>();
        services.AddSingleton<IChatRowStore, PostgresChatRowStore>();
        services.AddSingleton<IRoomKeyStore, PostgresRoomKeyStore>();
        services.AddSingleton<IRelationStore, PostgresRelationStore>();
        services.AddSingleton<IReportStore, PostgresReportStore>();
        services.AddSingleton<IFileStore, PostgresFileStore>();
        services.AddSingleton<LogVerifier>();
        services.AddSingleton<ILogVerifier, LogAudit>();
        services.AddSingleton<WorkerLease>();
        services.AddSingleton<IMessageIds, MessageIds>();
        services.AddHostedService<WorkerLeaseRenewal>();
        return services;
    }

    /// <summary>Registers the database alone, for a process without grains.</summary>
    public static IServiceCollection AddChatDatabase(
        this IServiceCollection services, string connectionString, Action<ChatStorageOptions>? configure = null)
    {
        var options = new ChatStorageOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => Connect(connectionString, options));
        services.AddSingleton(_ => new DatabaseProbe(connectionString));
        return services;
    }

    /// <summary>The pool that everything but the log's writers shares.</summary>
    public static NpgsqlDataSource Connect(string connectionString, ChatStorageOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxPoolSize = options.MaxPoolSize;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.Timeout = 4;
        builder.ConnectionStringBuilder.CommandTimeout = 15;
        builder.ConnectionStringBuilder.ApplicationName = "orleanschat";
        return builder.Build();
    }
}
