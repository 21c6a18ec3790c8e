namespace Orleans.Runtime;

/// <summary>
/// Brings messages to clients and their objects from anywhere in the cluster: to an object of this silo, to a client that is
/// connected here, to a silo that has it connected, to one that keeps messages for it while it is away, in this order.
/// </summary>
internal sealed class ClientRouter(
    Gateway gateway,
    ClientDirectory directory,
    LocalObjects objects,
    MembershipManager membership,
    SiloRuntime runtime,
    IOptions<SiloMessagingOptions> messaging)
{
    public void Route(Message message)
    {
        var client = ClientIds.ClientOf(message.TargetGrain);
        if (message.Direction is not (MessageDirection.Response or MessageDirection.Status) && !ClientIds.IsObject(message.TargetGrain))
        {
            runtime.Reject(message, new OrleansMessageRejectionException($"{message.TargetGrain}, the target of {message}, is a client and not an object of one."));
        }
        else if (ClientIds.IsHosted(client))
        {
            RouteToHosted(client, message);
        }
        else if (!TryRoute(client, message, except: null) && message.Direction is (MessageDirection.Request or MessageDirection.OneWay))
        {
            // Off this thread: what sends may be a turn.
            message.KeepBody();
            ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.router.SearchAsync(state.client, state.message), (router: this, client, message), preferLocal: false);
        }
    }

    /// <summary>The answer to a client of this gateway, encoded already. False for any other; then the frame is still the caller's.</summary>
    public bool TrySendResponse(Message request, Frame frame) =>
        request.SendingGrain.Type.Equals(WellKnownGrainTypes.Client) && gateway.TrySendResponse(request.SendingGrain, request.Id, frame);

    /// <summary>The silo that was to bring the request on could not be reached, so that nobody has it: maybe another can.</summary>
    public bool TryRouteUnsent(SiloAddress failed, Message message)
    {
        // The next one may fail at once, too, and lead back here: two that are both unreachable would name each other for ever.
        var client = ClientIds.ClientOf(message.TargetGrain);
        if (ClientIds.IsHosted(client) || message.ForwardCount++ >= messaging.Value.MaxForwardCount)
        {
            return false;
        }

        directory.OnUnreachable(failed);
        return TryRoute(client, message, failed);
    }

    private void RouteToHosted(GrainId client, Message message)
    {
        var silo = ClientIds.SiloOf(client);
        if (runtime.Silo.Equals(silo))
        {
            objects.Dispatch(message);
        }
        else if (silo is null || membership.Snapshot.GetSiloStatus(silo) == SiloStatus.Dead)
        {
            RejectUnavailable(client, message);
        }
        else
        {
            message.TargetSilo = silo;
            runtime.Transmit(message);
        }
    }

    private bool TryRoute(GrainId client, Message message, SiloAddress? except)
    {
        if (gateway.TryDeliver(client, message))
        {
            return true;
        }

        if (!directory.IsConnectedElsewhere(client) && gateway.TryKeep(client, message))
        {
            // Who has heard meanwhile that it is elsewhere may have looked for what is kept before this was.
            if (directory.IsConnectedElsewhere(client))
            {
                gateway.OnConnectedElsewhere([client]);
            }

            return true;
        }

        if (directory.Find(client, except) is not { } other)
        {
            return false;
        }

        // Two gateways that each believe the client to be at the other must not go on for ever.
        if (message.ReceivedAt != 0 && message.ForwardCount++ >= messaging.Value.MaxForwardCount)
        {
            runtime.Reject(message, new OrleansMessageRejectionException($"{message} was forwarded {messaging.Value.MaxForwardCount} times without reaching its client."));
            return true;
        }

        message.TargetSilo = other;
        if (message.Direction is MessageDirection.Response or MessageDirection.Status)
        {
            runtime.ForwardResponse(message);
        }
        else
        {
            runtime.Transmit(message);
        }

        return true;
    }

    private async Task SearchAsync(GrainId client, Message message)
    {
        await directory.RefreshAsync().ConfigureAwait(false);
        if (message.Call is { IsFinished: true } || runtime.IsExpired(message))
        {
            return;
        }

        if (!TryRoute(client, message, except: null))
        {
            RejectUnavailable(client, message);
        }
    }

    private void RejectUnavailable(GrainId client, Message message) =>
        runtime.Reject(message, new ClientNotAvailableException($"Client {client}, the target of {message}, is not connected to this cluster."));
}
