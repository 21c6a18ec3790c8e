namespace Orleans.Polyfills.Clients;

public interface IPager : IGrainObserver
{
    Task<string> Page(string text);

    void Beep(string text);

    Task Wait(string started, CancellationToken cancellationToken);
}
