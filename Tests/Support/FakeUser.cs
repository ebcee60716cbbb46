using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Support;

/// <summary>Has a name and nothing else.</summary>
internal sealed class FakeUser(int userId) : IUserGrain
{
    public Task<Reply<UserProfile>> GetProfileAsync(CancellationToken cancellation) =>
        Task.FromResult<Reply<UserProfile>>(new UserProfile(userId, $"user {userId}", "", "", UserRole.User, ""));

    public Task<Reply<UserProfile>> RegisterAsync(RegisterUser command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> VerifyPasswordAsync(string password, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<SessionGrant>> OpenSessionAsync(OpenSession command, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Reply<SessionGrant>> BindSessionAsync(
        string sessionId, OpenSession command, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<ChatError> CloseSessionAsync(string sessionId, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> EditProfileAsync(string? name, string? avatar, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> MuteAsync(int staffId, long durationMs, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ChatError> SetKeysAsync(string publicKey, string? privateKey, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
