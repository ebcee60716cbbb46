namespace OrleansChat.Conversations;

/// <summary>A user whom an alert names.</summary>
/// <param name="Id">User id.</param>
/// <param name="Name">How he is shown there.</param>
internal sealed record AlertPerson(int Id, string Name);
