"""The same run in processes, by Daft, and by Daft on a Ray cluster of two nodes; from and to S3-style storage.

Needs `waqai[cluster]` and moto; WAQAI_CLUSTER=1 makes their absence a failure.
"""

import importlib.util
import os
import subprocess
import sys
import threading
import time

import pytest

from run.test_bulk import run_all, tree, write_jsonl

MISSING = [name for name in ("daft", "ray", "moto") if importlib.util.find_spec(name) is None]
if MISSING and not os.environ.get("WAQAI_CLUSTER"):
    pytest.skip(f"not installed: {', '.join(MISSING)}", allow_module_level=True)


def apart(source, out, name, **environment):
    """A run in a process of its own: Daft's runner can be chosen once in a process."""
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from run.test_bulk import run_all\n"
        f"report = run_all([{str(source)!r}], {str(out)!r}, name={name!r}, workers=2)\n"
        "assert not report.problems, report.problems\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_daft_gives_what_processes_give(tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", 12)
    run_all([source], tmp_path / "local")
    done = apart(source, tmp_path / "daft", "daft")
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "daft") == tree(tmp_path / "local")


@pytest.fixture
def s3(monkeypatch):
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    _, port = server.get_host_and_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for key, value in settings.items():
        monkeypatch.setenv(key, value)
    import boto3

    client = boto3.client("s3")
    client.create_bucket(Bucket="news")
    yield client
    server.stop()


def test_input_and_output_in_s3(tmp_path, s3):
    source = write_jsonl(tmp_path / "in.jsonl", 12)
    s3.upload_file(str(source), "news", "2022/in.jsonl")
    run_all([source], tmp_path / "here")
    report = run_all(["s3://news/2022"], "s3://news/out")
    again = run_all(["s3://news/2022"], "s3://news/out", workers=2)
    assert report.counts == again.counts and report.counts["articles"] == 12
    for name, data in tree(tmp_path / "here").items():
        if not name.startswith(("run.json", "manifest")):
            assert s3.get_object(Bucket="news", Key=f"out/{name}")["Body"].read() == data


def lose(cluster, node, manifest):
    """Kill the node's processes once the first partitions are done."""
    until = time.monotonic() + 200
    while time.monotonic() < until and not (manifest.is_dir() and any(manifest.iterdir())):
        time.sleep(0.05)
    cluster.remove_node(node, allow_graceful=False)


def test_a_ray_cluster_gives_the_same_even_when_it_loses_a_node(tmp_path):
    import ray
    from ray.cluster_utils import Cluster

    source = write_jsonl(tmp_path / "in.jsonl", 24)
    run_all([source], tmp_path / "local")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    lost = cluster.add_node(num_cpus=1)
    try:
        shot = threading.Thread(target=lose, args=(cluster, lost, tmp_path / "ray" / "manifest"))
        shot.start()
        done = apart(source, tmp_path / "ray", "ray", RAY_ADDRESS=cluster.address)
        shot.join()
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "ray") == tree(tmp_path / "local")
