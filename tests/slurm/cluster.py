"""A Slurm of one controller and two nodes on loopback, in a folder of its own, for as long as a
test needs it."""
import contextlib
import ctypes
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

# Two made-up nodes; nobody authenticates, nothing listens beyond loopback, nothing is accounted.
SLURM_CONF = """
ClusterName=taosweep
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/none
CredType=cred/none
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmdParameters=config_overrides
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=1
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool/%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/log/slurmctld.log
SlurmdLogFile={folder}/log/slurmd-%n.log
ReturnToService=2
MinJobAge=300
KillWait={kill_wait}
MaxArraySize=9
NodeName=n[1-2] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{ports[1]}-{ports[2]}] CPUs=2 \\
  RealMemory=4000 State=UNKNOWN
PartitionName=debug Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
"""

KILL_WAIT = 2  # [s]
ASKING = 0.2  # [s] between two questions to Slurm, each a process that takes a part of this
DAEMONS = ("slurmctld", "slurmd")
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"


def absent():
    """Why no Slurm can be started here; empty where one can."""
    missing = [name for name in (*DAEMONS, "sbatch") if not shutil.which(name, path=PATH)]
    if missing:
        return f"{', '.join(missing)} not installed (scripts/install_packages.sh test does it)"
    if os.geteuid() == 0:
        return ""
    return "a Slurm of one's own needs root to switch to the user of a job"


def _is_free(port):
    with contextlib.closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0 and _can_bind(port)


def _can_bind(port):
    with contextlib.closing(socket.socket()) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _three_free_ports():
    """One after the other, below those that the system gives away."""
    start = 20000 + os.getpid() % 4000 * 3
    for first in range(start, start + 9000, 3):
        ports = [first, first + 1, first + 2]
        if all(_is_free(port) for port in ports):
            return ports
    raise RuntimeError("no three free ports")


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Cluster:
    def __init__(self, folder):
        self.folder, self.daemons = pathlib.Path(folder), []
        for name in ("state", "spool/n1", "spool/n2", "log"):
            (self.folder / name).mkdir(parents=True)
        conf = self.folder / "slurm.conf"
        conf.write_text(SLURM_CONF.format(folder=self.folder,
                                          host=socket.gethostname().split(".")[0],
                                          user="root", kill_wait=KILL_WAIT,
                                          ports=_three_free_ports()))
        clean = {name: value for name,
                 value in os.environ.items() if not name.startswith(("SLURM_", "SBATCH_"))}
        self.environment = {**clean, "TAOSWEEP": os.environ["TAOSWEEP_BINARY"],
                            "SLURM_CONF": str(conf), "PATH": PATH}

    def start(self):
        conf = str(self.folder / "slurm.conf")
        self._start_daemon("slurmctld", "-D", "-f", conf, "-c")
        for node in ("n1", "n2"):
            self._start_daemon("slurmd", "-D", "-f", conf, "-N", node)
        wait_until(lambda: self.run("sinfo", "-h", "-N", "-o", "%T").split() == ["idle", "idle"],
                   "idle nodes", 60)

    def _start_daemon(self, *command):
        """In the foreground, so that it ends with the tests also where they are killed."""
        self.daemons.append(subprocess.Popen(command, env=self.environment,
                                             stdout=subprocess.DEVNULL,
                                             stderr=subprocess.DEVNULL,
                                             preexec_fn=_die_with_parent))

    def stop(self):
        """All jobs, the daemons, and what is left of either, by number."""
        subprocess.run(["scancel", "--user", "root"], env=self.environment, capture_output=True,
                       timeout=30)
        with contextlib.suppress(AssertionError):
            wait_until(lambda: not self.run("squeue", "--noheader"), "no jobs", 10)
        for daemon in reversed(self.daemons):  # slurmd first
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()
        for process in self._processes():
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)

    def _processes(self):
        """Those that have a file of this cluster's folder open: steps of jobs, and their
        scripts."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                with contextlib.suppress(OSError):
                    if any(os.readlink(file).startswith(f"{self.folder}/")
                           for file in (entry / "fd").iterdir()):
                        found.append(int(entry.name))
        return found

    def run(self, *command, code=0, **options):
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                              timeout=60, env=self.environment, **options)
        assert done.returncode == code, (
            f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}\n{self.log()}")
        return done.stdout + done.stderr

    def log(self):
        return "\n".join(file.read_text()[-2000:]
                         for file in sorted((self.folder / "log").glob("*.log")))

    def job(self, number):
        """State, exit code and the rest of what Slurm says of a job or of one task, as 5_2."""
        line = self.run("scontrol", "-o", "show", "job", number).splitlines()[0]
        return dict(word.split("=", 1) for word in line.split() if "=" in word)

    def state(self, number):
        return self.job(number)["JobState"]

    def start_again(self, number):
        """A job that was queued again starts, which Slurm otherwise puts off for two minutes."""
        time.sleep(KILL_WAIT + 1)  # or the node takes it for the one that it is still ending
        if self.state(number) == "PENDING":
            self.run("bash", "-c", f"scontrol update JobId={number} StartTime=now || "
                     f"[ $(squeue -h -j {number} -o %T) != PENDING ]")

    def wait_for(self, number, *states, seconds=60):
        wait_until(lambda: self.state(number) in states, f"job {number} {' or '.join(states)}",
                   seconds, lambda: f"{self.job(number)}\n{self.log()}", ASKING)


def wait_until(true, what, seconds=60, more=lambda: "", between=0.05):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s\n{more()}"
        time.sleep(between)
